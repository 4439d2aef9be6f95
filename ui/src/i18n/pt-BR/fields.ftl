# Os campos próprios da escola.
own-fields = Campos próprios
own-fields-text = O que a sua escola quer saber dos membros: o tamanho da camiseta, o aniversário, se querem a newsletter. Cada um é uma coluna, um filtro e uma coluna de importações e exportações.
own-field = Campo
own-label = Nome
own-kind = Tipo
own-kind-text = Texto
own-kind-number = Número
own-kind-date = Dia
own-kind-choice = Um de uma lista
own-kind-yes_no = Sim ou não
own-used = Membros
own-add = Adicionar campo
own-edit = Alterar o campo { $label }
own-remove = Remover o campo { $label }
own-up = Mover { $label } para cima
own-down = Mover { $label } para baixo
own-choices = Opções
own-choices-hint = Na ordem em que são oferecidas e ordenadas. Pode-se colar uma lista. Digite em uma opção para renomeá-la para todos que a têm.
own-choice = Opção { $n }
own-choice-was = era { $was }
own-choice-add = Adicionar opção
own-choice-remove = Remover { $choice }
own-blank = (vazio)
own-new-value = Novo valor
own-clear = Apagar o campo em vez disso
own-misfit =
    { $kind ->
        [number] “{ $value }” não é um número. Fica como está até você mudar.
        [date] “{ $value }” não é um dia. Fica como está até você mudar.
        [choice] “{ $value }” não é uma das opções. Fica como está até você mudar.
       *[other] “{ $value }” não é nem sim nem não. Fica como está até você mudar.
    }
own-fitting =
    { $n ->
        [0] Nenhum valor serve no novo tipo.
        [one] { $n } valor serve.
       *[other] { $n } valores servem.
    }
own-rewritten =
    { $n ->
        [one] { $n } deles passa a ser escrito de outra forma.
       *[other] { $n } deles passam a ser escritos de outra forma.
    }
own-misfits =
    { $n ->
        [one] { $n } valor não serve. Fica como texto e pode ser encontrado:
       *[other] { $n } valores não servem. Ficam como texto e podem ser encontrados:
    }
own-misfits-more =
    { $n ->
        [one] e mais { $n }
       *[other] e mais { $shown }
    }
own-job = Alterando o campo
selection-field = Definir um campo…
job-field = Definindo o campo
members-status-title =
    { $n ->
        [one] Definir o status de { $n } membro
       *[other] Definir o status de { $n } membros
    }
members-status-effect =
    { $n ->
        [0] O status de ninguém muda.
        [one] O status de { $n } membro muda.
       *[other] O status de { $n } membros muda.
    }
members-status-do =
    { $n ->
        [one] Definir o status de { $n } membro
       *[other] Definir o status de { $n } membros
    }
members-trash-title =
    { $n ->
        [one] Mover { $n } membro para a lixeira
       *[other] Mover { $n } membros para a lixeira
    }
members-trash-effect =
    { $n ->
        [0] Ninguém vai para a lixeira.
        [one] { $n } membro vai para a lixeira. O acesso e o histórico ficam com ele.
       *[other] { $n } membros vão para a lixeira. O acesso e o histórico ficam com eles.
    }
members-trash-do =
    { $n ->
        [one] Mover { $n } membro para a lixeira
       *[other] Mover { $n } membros para a lixeira
    }
members-restore-title =
    { $n ->
        [one] Restaurar { $n } membro
       *[other] Restaurar { $n } membros
    }
members-restore-effect =
    { $n ->
        [0] Ninguém sai da lixeira.
        [one] { $n } membro sai da lixeira.
       *[other] { $n } membros saem da lixeira.
    }
members-restore-do =
    { $n ->
        [one] Restaurar { $n } membro
       *[other] Restaurar { $n } membros
    }
members-field-choose = Diga o que o campo passa a ser, para ver de quem.
members-field-title =
    { $n ->
        [one] Definir um campo de { $n } membro
       *[other] Definir um campo de { $n } membros
    }
members-field-effect =
    { $n ->
        [0] Ninguém recebe outro valor.
        [one] { $n } membro recebe este valor.
       *[other] { $n } membros recebem este valor.
    }
members-clear-effect =
    { $n ->
        [0] Ninguém tem um valor neste campo.
        [one] O valor de { $n } membro é apagado.
       *[other] Os valores de { $n } membros são apagados.
    }
members-field-do =
    { $n ->
        [one] Alterar { $n } membro
       *[other] Alterar { $n } membros
    }
members-left-already =
    { $n ->
        [one] { $n } já está assim.
       *[other] { $n } já estão assim.
    }
members-left-email-taken =
    { $n ->
        [one] { $n } fica na lixeira: outra pessoa já tem o e-mail.
       *[other] { $n } ficam na lixeira: outra pessoa já tem o e-mail.
    }
members-left-merged =
    { $n ->
        [one] { $n } fica na lixeira: foi unido a outra pessoa.
       *[other] { $n } ficam na lixeira: foram unidos a outra pessoa.
    }
