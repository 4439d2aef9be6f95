# Cursos e produtos.
courses-count =
    { $n ->
        [one] { $n } curso
       *[other] { $n } cursos
    }
courses-add = Adicionar curso
courses-in = Faz parte de
courses-enrolled = Inscritos
courses-active = Ativos
courses-empty = Nenhum curso ainda
courses-empty-text = Cursos vêm com uma lista importada ou são adicionados aqui. Um membro recebe acesso a um curso ou a um produto que contém vários.
products-count =
    { $n ->
        [one] { $n } produto
       *[other] { $n } produtos
    }
products-add = Adicionar produto
products-holders = Titulares
products-courses = Cursos que contém
products-pick-courses = Adicionar cursos
products-courses-hint = Quem tem este produto ganha um curso adicionado e perde um removido, a menos que o tenha por outro motivo.
products-empty = Nenhum produto ainda
products-empty-text = Um produto é o que você vende: um curso, um pacote com vários ou uma assinatura.
product-kind-product-hint = Vendido uma vez.
product-kind-bundle-hint = Vários cursos vendidos juntos.
product-kind-subscription-hint = Acesso enquanto for pago.
show-archived = Mostrar arquivados
show-members-of = Mostrar os membros de { $title }
archive = Arquivar { $title }
unarchive = Trazer de volta { $title }
edit = Editar { $title }
archive-title = Arquivar { $title }?
archive-keep =
    { $n ->
        [one] { $n } membro tem e mantém. Ninguém perde acesso.
       *[other] { $n } membros têm e mantêm. Ninguém perde acesso.
    }
archive-text = Não é mais oferecido onde se dá acesso e sai desta lista até você mostrar os arquivados.
archive-do = Arquivar
cohorts = Turmas
cohorts-of = Turmas de { $title }
cohorts-none = Nenhuma turma ainda. Uma turma é uma edição do curso, com início próprio se você quiser.
cohort-new = Nova turma
cohort-add = Adicionar turma
cohort-undated = Sem início
cohort-starts-of = { $title }: início
